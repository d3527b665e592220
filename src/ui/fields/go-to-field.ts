/** Brings a field into view wherever it hides (closed group, sheet of a phone) and puts the focus on its control. */
import { tick } from 'svelte'
import type { Field } from '../../scenario/field.ts'
import { controlId } from './control-id.ts'

/** From this width on the drawer stands beside the inputs and may stay open. */
const BESIDE = '(min-width: 1360px)'

export const goToField = async (field: Field, closeDrawer: () => void): Promise<void> => {
  if (!window.matchMedia(BESIDE).matches) {
    closeDrawer()
    // while a modal drawer is on the page nothing else takes the focus
    await tick()
  }
  const control = document.getElementById(controlId(field))
  if (control === null) return
  for (let box = control.parentElement; box !== null; box = box.parentElement) {
    if (box instanceof HTMLDetailsElement) box.open = true
    if (box.hasAttribute('popover') && getComputedStyle(box).display === 'none') box.showPopover()
  }
  control.scrollIntoView({ block: 'center' })
  control.focus()
  if (control instanceof HTMLInputElement) control.select()
}
