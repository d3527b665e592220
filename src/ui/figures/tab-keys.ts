/** Where does an arrow key lead in a row of tabs? They wrap; Home and End go to the ends. */
export const tabAfter = (key: string, present: number, count: number): number | null => {
  if (key === 'ArrowRight') return (present + 1) % count
  if (key === 'ArrowLeft') return (present + count - 1) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}
