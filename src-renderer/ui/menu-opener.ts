/** What a button opens and one of its lines is chosen from; a list to choose many from is a page's. */
export const menus = '[role=menu], [role=listbox]:not([aria-multiselectable=true])'

/** The button that opened the menu or list which an element stands in; null outside of them. */
export const menuOpener = (element: Element | null): HTMLElement | null => {
  const menu = element?.closest(menus)
  return document.getElementById(menu?.getAttribute('aria-labelledby') ?? '')
}
