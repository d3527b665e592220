/** Is an element on the screen? For `{@attach}`; where the browser cannot tell, it counts as seen. */
import type { Attachment } from 'svelte/attachments'

export const inView =
  (tell: (seen: boolean) => void): Attachment =>
  (element) => {
    if (typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver((entries) => {
      const last = entries[entries.length - 1]
      if (last !== undefined) tell(last.isIntersecting)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }
