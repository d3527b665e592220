/** How does a share of a plot become a place in a stylesheet? */

/** 0.25 → `25.000%`, from the near end. */
export const cssShare = (share: number): string => `${(share * 100).toFixed(3)}%`

/** The same place measured from the far end. */
export const cssRest = (share: number): string => cssShare(1 - share)
