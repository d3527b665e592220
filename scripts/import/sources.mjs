/** Which source texts does the data cite? One short id per distinct text and date; the url in it is kept apart. */
const slug = (text) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/https?:\/\/(www\.)?/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 28)
    .replace(/-+$/, '')

const urlIn = (text) => text.match(/https?:\/\/[^\s),;]+/)?.[0] ?? null

export class Sources {
  #byKey = new Map()
  #ids = new Set()
  #group = 'general'

  group(name) {
    this.#group = name
  }

  /** Returns the id of a source text; `dated` is the date as the curated data words it, or null. */
  id(title, dated = null, preferred = null) {
    const text = title === '' ? 'no source given in the curated data' : title
    const key = `${text}\n${dated ?? ''}`
    const known = this.#byKey.get(key)
    if (known !== undefined) return known.id
    const base = preferred ?? (slug(text) || 'source')
    let id = base
    for (let n = 2; this.#ids.has(id); n += 1) id = `${base}-${n}`
    this.#ids.add(id)
    this.#byKey.set(key, { id, title: text, url: urlIn(text), dated, group: this.#group })
    return id
  }

  /** All sources, by the group in which they were first cited. */
  byGroup() {
    const groups = {}
    for (const { group, ...source } of this.#byKey.values()) (groups[group] ??= []).push(source)
    return groups
  }
}
