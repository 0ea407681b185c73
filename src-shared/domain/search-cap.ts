/** Up to so many hits of a search are listed and counted; an act on all of them knows no limit. */
export const searchCap = 1000
