/** How does a file made in the page reach the buyer's disk, without a server? */

/** Offers `blob` as a download named `name`. */
export const download = (name: string, blob: Blob): void => {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // the browser has taken the blob over once the click's task is done
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
