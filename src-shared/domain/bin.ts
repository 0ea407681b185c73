/** For so many days what was deleted lies in the bin. */
export const binDays = 30
