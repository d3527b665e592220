/** Opens a dialog as it enters the page: over everything where it fills the screen, beside the page elsewhere. For `{@attach}`. */
import type { Attachment } from 'svelte/attachments'

const FILLS_SCREEN = '(max-width: 640px)'

export const showDialog: Attachment<HTMLDialogElement> = (dialog) => {
  if (dialog.open) return
  if (window.matchMedia(FILLS_SCREEN).matches) dialog.showModal()
  else dialog.show()
}
