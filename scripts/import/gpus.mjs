/** How do specifications and purchase quotes become data/gpus/<id>.json? */
import { GENERATED, basisTag, without } from './common.mjs'

/** Cards on a PCIe slot: at most two share a tensor-parallel group (serving-model.md 9). */
const PCIE_CARD = /pcie|nvl$|^l40s$|^l4$|^rtx-/

const maxTensorParallel = (gpu) => (PCIE_CARD.test(gpu.id) && !gpu.id.startsWith('gb') ? 2 : gpu.interconnect.scaleUpDomainGpus)

const datum = (range, source, basisWords, note) => ({
  value: range.typical,
  low: range.low,
  high: range.high,
  source,
  checkedOn: GENERATED,
  basis: basisTag(basisWords),
  basisWords,
  ...(note === undefined ? {} : { note }),
})

/** Which GPU a quote is filed under: a mixed purchase under the first one named. */
const gpuOfQuote = (quote) => (quote.sku === 'b200/b300 mix' ? 'b200-sxm' : quote.sku)

const quotesOf = (id, purchase) => purchase.quotes.map((quote, row) => ({ row, ...quote })).filter((quote) => gpuOfQuote(quote) === id)

/** Quotes of GPUs that the catalogue does not have. */
export const quotesOfOtherGpus = (purchase, gpus) =>
  purchase.quotes.map((quote, row) => ({ row, ...quote })).filter((quote) => !gpus.some((gpu) => gpu.id === gpuOfQuote(quote)))

export const importGpus = (gpus, purchase, sources) => {
  sources.group('gpus')
  return gpus.map((gpu) => {
    const first = gpu.purchaseUsdPerGpuInServer
    const better = purchase.recommended.find((one) => one.id === gpu.id)
    const earlier = first === null ? null : datum(first, sources.id(first.sources.join('; ')), first.basis)
    const recommended =
      better === undefined
        ? null
        : datum(
            better.purchaseUsdPerGpuInServer,
            sources.id(`gpus/purchase.json, recommended value from dated quotes: ${better.reason}`, GENERATED),
            `secondary + judgement (confidence: ${better.confidence})`,
            better.reason,
          )
    return {
      ...without(gpu, 'interconnect', 'purchaseUsdPerGpuInServer', 'sources', 'serving', 'note'),
      ...gpu.interconnect,
      maxTensorParallel: maxTensorParallel(gpu),
      serving: gpu.serving,
      purchaseUsdPerGpuInServer: recommended ?? earlier,
      purchaseEarlier: recommended === null ? null : earlier,
      purchaseQuotes: quotesOf(gpu.id, purchase),
      sources: gpu.sources.map((title) => sources.id(title)),
      note: gpu.note,
    }
  })
}
