/** Does a file of data/ have its shape? Reads files and checks them; errors name the file and the field. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type * as z from 'zod/mini'

/** A file of data/ that does not have its shape. */
export class DataError extends Error {
  override name = 'DataError'
}

const fieldOf = (issue: z.core.$ZodIssue): string => (issue.path.length === 0 ? 'the whole file' : issue.path.join('.'))

/** Checks a value, or throws a DataError naming `file` and the first wrong field. */
export const checked = <S extends z.ZodMiniType>(schema: S, value: unknown, file: string): z.output<S> => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const detail = issue === undefined ? 'does not have its shape' : `${fieldOf(issue)}: ${issue.message}`
  throw new DataError(`data/${file}: ${detail}`)
}

export class DataFolder {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  text(file: string): string {
    return readFileSync(join(this.#folder, file), 'utf8')
  }

  read<S extends z.ZodMiniType>(schema: S, file: string): z.output<S> {
    const text = this.text(file)
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      throw new DataError(`data/${file}: not valid JSON (${error instanceof Error ? error.message : String(error)})`)
    }
    return checked(schema, value, file)
  }

  /** All JSON files of a folder by name. */
  readAll<S extends z.ZodMiniType>(schema: S, folder: string): z.output<S>[] {
    return this.#names(folder).map((name) => this.read(schema, `${folder}/${name}`))
  }

  /** As `readAll`, for files whose name is the id inside. */
  readThings<S extends z.ZodMiniType<{ id: string }>>(schema: S, folder: string): z.output<S>[] {
    return this.#names(folder).map((name) => {
      const thing = this.read(schema, `${folder}/${name}`)
      if (thing.id !== basename(name, '.json')) throw new DataError(`data/${folder}/${name}: id is "${thing.id}", not the file's name`)
      return thing
    })
  }

  #names(folder: string): string[] {
    return readdirSync(join(this.#folder, folder))
      .filter((name) => name.endsWith('.json'))
      .sort()
  }
}
