/** The catalogue as the page carries it: JSON text of a `Catalogue` (made by scripts/vite/bundled-catalogue.ts). */
declare module 'virtual:catalogue' {
  const json: string
  export default json
}

/** The history of the market: JSON text of a `Market` (made by scripts/vite/bundled-market.ts). */
declare module 'virtual:market' {
  const json: string
  export default json
}

declare module 'virtual:accuracy' {
  const json: string
  export default json
}
