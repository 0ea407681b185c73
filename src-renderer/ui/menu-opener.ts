/** What a button opens and its lines are chosen from. */
export const menus = '[role=menu], [role=listbox]'

/** The button that opened the menu or list which an element stands in; null outside of them. */
export const menuOpener = (element: Element | null): HTMLElement | null => {
  const menu = element?.closest(menus)
  return document.getElementById(menu?.getAttribute('aria-labelledby') ?? '')
}
