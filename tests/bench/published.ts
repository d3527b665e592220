/** Prints published serving results beside what the model predicts: `npm run bench:published`. */
import { publishedResults, setupOf, unitOf } from './published-results.ts'

for (const result of publishedResults()) {
  const { published, predicted, ratio, band, verdict, refusal, why, source } = result
  const figures = predicted === null ? `refused: ${refusal}` : `${predicted.toPrecision(4)} predicted, ratio ${ratio!.toFixed(2)}`
  console.log(`${verdict.padEnd(11)} ${setupOf(result)}`)
  console.log(`            ${published} ${unitOf(result)} published, ${figures}, band ${band[0]}–${band[1]}  [${source.title}]`)
  if (why !== undefined) console.log(`            ${why}`)
}
