/** Brings a field into view wherever it hides (closed group, sheet of a phone) and puts the focus on its control. */
import { tick } from 'svelte'
import type { Field } from '../../scenario/field.ts'
import { controlId } from './control-id.ts'
import { isLater } from './later-control.ts'

/** From this width on the drawer stands beside the inputs and may stay open. */
const BESIDE = '(min-width: 1360px)'

/** Opens a group or its rare fields, which are made when it is first opened. */
const openBox = async (id: string): Promise<void> => {
  const box = document.getElementById(id)
  if (!(box instanceof HTMLDetailsElement) || box.open) return
  const toggled = new Promise((resolve) => box.addEventListener('toggle', resolve, { once: true }))
  box.open = true
  await toggled
  await tick()
  // {#await} shows a control that comes later a turn after it is made
  await new Promise((resolve) => setTimeout(resolve))
  await tick()
}

export const goToField = async (field: Field, closeDrawer: () => void): Promise<void> => {
  if (!window.matchMedia(BESIDE).matches) {
    closeDrawer()
    // while a modal drawer is on the page nothing else takes the focus
    await tick()
  }
  const shown = () => document.getElementById(controlId(field))
  // a control that comes later is made once its code is here
  if (isLater(field)) await import('./LaterControl.svelte')
  if (shown() === null) await openBox(`group-${field.group}`)
  if (shown() === null) await openBox(`rare-${field.group}`)
  // a record without entries is closed itself
  if (shown() === null) await openBox(`field-${controlId(field)}`)
  const control = shown()
  if (control === null) return
  for (let box = control.parentElement; box !== null; box = box.parentElement) {
    if (box instanceof HTMLDetailsElement) box.open = true
    if (box.hasAttribute('popover') && getComputedStyle(box).display === 'none') box.showPopover()
  }
  control.scrollIntoView({ block: 'center' })
  control.focus()
  if (control instanceof HTMLInputElement) control.select()
}
