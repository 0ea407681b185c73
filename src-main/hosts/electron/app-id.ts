/** What Windows knows the application by; notifications of one without it are not shown. */
export const appId = 'app.kith.desktop'
