/** When is a chart drawn? One in a frame, so that no edit keeps the page from answering while all are drawn at once. */
const waiting = new Set<() => void>()

const drawNext = (): void => {
  const [draw] = waiting
  if (draw === undefined) return
  waiting.delete(draw)
  if (waiting.size > 0) requestAnimationFrame(drawNext)
  draw()
}

/** Draws in a coming frame, in the order of asking; asked again before that, once. */
export const drawSoon = (draw: () => void): void => {
  if (waiting.size === 0) requestAnimationFrame(drawNext)
  waiting.add(draw)
}
