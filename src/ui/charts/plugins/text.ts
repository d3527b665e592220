/** Text on a canvas with a halo in the page's colour, so that lines do not run through it. */
const HALO = 4

export const haloText = (
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  style: { readonly font: string; readonly colour: string; readonly halo: string },
): void => {
  context.font = style.font
  context.lineWidth = HALO
  context.lineJoin = 'round'
  context.strokeStyle = style.halo
  context.strokeText(text, x, y)
  context.fillStyle = style.colour
  context.fillText(text, x, y)
}
