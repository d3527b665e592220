/** How well is a figure known, as shown: ● measured ◐ quoted ○ estimated ◌ assumed (`visual.md`, basis tags)? */
import * as z from 'zod/mini'

export const basisSchema = z.enum(['measured', 'quoted', 'estimated', 'assumed'])
