/** In which country does a region of a cloud stand? The clouds publish it on their pages of regions; rows that name only a region say no country. */

/** ISO code, or 'EU' where no more than that is said. */
const COUNTRIES: Readonly<Record<string, string>> = {
  // Google Cloud
  'us-central1': 'US',
  'us-east4': 'US',
  'us-west1': 'US',
  'northamerica-northeast1': 'CA',
  'southamerica-east1': 'BR',
  'europe-west1': 'BE',
  'europe-west2': 'GB',
  'europe-west3': 'DE',
  'europe-west4': 'NL',
  'europe-west9': 'FR',
  'asia-northeast1': 'JP',
  'asia-northeast3': 'KR',
  'asia-south1': 'IN',
  'asia-southeast1': 'SG',
  'australia-southeast1': 'AU',
  'me-central2': 'SA',
  // AWS, and others after it
  'us-east-1': 'US',
  // Azure
  eastus: 'US',
  eastus2: 'US',
  EU: 'EU',
}

/** Null: the region is none of a known country, or none is named. */
export const countryOfRegion = (region: string | null): string | null =>
  region !== null && Object.hasOwn(COUNTRIES, region) ? (COUNTRIES[region] ?? null) : null
