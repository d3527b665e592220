/** Which rows has a newer row of the same provider, GPU, region, kind and term replaced? */

const place = (region) => (region === null || region === 'any' || region === 'global' ? 'global' : region)

/** Replacements that the curated notes state but whose regions or instances are worded differently. */
const STATED = [
  ['nebius-gpu-h100-sxm_8gpu-128vcpu-1600gb-eu-north1', 'nebius-gpu-h100-sxm_1gpu-global'],
  ['nebius-gpu-b200-sxm_8gpu-160vcpu-1792gb-us-central1', 'nebius-gpu-b200-sxm_1gpu-global'],
  ['verda-(datacrunch)-1h100_80s_32v-fin-03', 'verda-(datacrunch)-h100-sxm_1x-fin'],
  ['verda-(datacrunch)-1h200_141s_44v-fin-03', 'verda-(datacrunch)-h200-sxm_1x-fin'],
  ['verda-(datacrunch)-1b200_30v-fin-03', 'verda-(datacrunch)-b200-sxm_1x-fin'],
]

const file = (offer) => offer.imported.file

/** Marks the older of two rows from different files (or of one file, if the same instance was read from two sources). */
export const supersede = (offers) => {
  const byId = new Map(offers.map((offer) => [offer.id, offer]))
  for (const [older, newer] of STATED) {
    if (!byId.has(older) || !byId.has(newer)) throw new Error(`superseded row missing: ${older} or ${newer}`)
    byId.get(older).supersededBy = newer
    const spot = byId.get(`${older}#spot`)
    if (spot !== undefined) spot.notAnOffer = 'spot price of a superseded snapshot; no newer spot price was found'
  }
  const capacityBlock = byId.get('aws-p5_48xlarge-(capacity-block)-us-east-1')
  const newerBlock = offers.find((one) => one.provider === 'AWS' && one.kind === 'capacity-block' && one.instanceType === 'p5.48xlarge')
  capacityBlock.supersededBy = newerBlock.id
  capacityBlock.notAnOffer = null
  for (const older of offers) {
    if (older.supersededBy !== null || older.gpuId === null) continue
    const newer = offers.find(
      (one) =>
        one !== older &&
        one.provider === older.provider &&
        one.gpuId === older.gpuId &&
        one.kind === older.kind &&
        one.termMonths === older.termMonths &&
        one.minGpus === older.minGpus &&
        place(one.region) === place(older.region) &&
        one.checkedOn > older.checkedOn &&
        (file(one) !== file(older) || one.instanceType === older.instanceType) &&
        sameSize(one, older),
    )
    if (newer !== undefined) older.supersededBy = newer.id
  }
}

/** A row that does not state its instance size replaces, and is replaced by, any size. */
const sameSize = (one, other) =>
  one.gpusPerInstance === null || other.gpusPerInstance === null || one.gpusPerInstance === other.gpusPerInstance
