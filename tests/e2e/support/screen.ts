import type { Locator, Page } from '@playwright/test'

/** The one toast, bottom left. */
export const toast = (page: Page): Locator => page.getByRole('status').filter({ hasText: /\S/ })

/** A line of the list of contacts by a name or text in it. */
export const line = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('grid').getByRole('row').filter({ hasText: text })

/** The names in the list from top to bottom, as far as they are on screen. */
export const namesInList = (page: Page): Promise<string[]> =>
  page.getByRole('grid').getByRole('row').getByRole('link').allTextContents()

/** Goes to a page of Kith by its address. */
export const goTo = async (page: Page, path: string): Promise<void> => {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#${path}`)
}
