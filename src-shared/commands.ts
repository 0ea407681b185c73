/** Where a command acts: decides its group on the `?` sheet and when its keys are live. */
export type CommandScope = 'everywhere' | 'go' | 'list' | 'person' | 'mail'

/** The native menu a command is shown in. */
export type MenuGroup = 'file' | 'edit' | 'view' | 'go' | 'help'

/** What the key names of a shortcut mean on this machine. */
export type KeyPlatform = 'mac' | 'other'

/**
 * One thing the owner can do with a key, from the menu or from the palette.
 *
 * `keys` are alternatives. Each is written like `Mod+K` (Mod is ⌘ on a Mac, Ctrl elsewhere),
 * `Mod+Shift+Z`, `N`, `F2`, `Space`, or a sequence of two with a blank between them (`G T`).
 */
export interface CommandSpec {
  readonly id: string
  /** Key of the words in namespace `commands`. */
  readonly label: string
  readonly keys: readonly string[]
  readonly scope: CommandScope
  readonly menu?: MenuGroup
  /** Offered in the palette while something on screen can carry it out. */
  readonly palette?: boolean
}

/** Every command, in the order in which the `?` sheet and the menus show them. */
export const commands = [
  { id: 'palette.open', label: 'openPalette', keys: ['Mod+K'], scope: 'everywhere', menu: 'view' },
  {
    id: 'contacts.new',
    label: 'newContact',
    keys: ['N'],
    scope: 'everywhere',
    menu: 'file',
    palette: true,
  },
  {
    id: 'imports.start',
    label: 'importFile',
    keys: ['G I'],
    scope: 'go',
    menu: 'file',
    palette: true,
  },
  {
    id: 'exports.open',
    label: 'exportFile',
    keys: [],
    scope: 'everywhere',
    menu: 'file',
    palette: true,
  },
  {
    id: 'backups.create',
    label: 'backUpNow',
    keys: [],
    scope: 'everywhere',
    menu: 'file',
    palette: true,
  },
  { id: 'history.undo', label: 'undo', keys: ['Mod+Z'], scope: 'everywhere', menu: 'edit' },
  { id: 'history.redo', label: 'redo', keys: ['Mod+Shift+Z'], scope: 'everywhere', menu: 'edit' },
  { id: 'list.search', label: 'searchList', keys: ['/', 'Mod+F'], scope: 'list', menu: 'edit' },
  { id: 'go.today', label: 'goToday', keys: ['G T', 'Mod+1'], scope: 'go', menu: 'go' },
  { id: 'go.contacts', label: 'goContacts', keys: ['G C', 'Mod+2'], scope: 'go', menu: 'go' },
  { id: 'go.mail', label: 'goMail', keys: ['G M'], scope: 'go', menu: 'go' },
  {
    id: 'go.templates',
    label: 'goTemplates',
    keys: [],
    scope: 'go',
    menu: 'go',
    palette: true,
  },
  { id: 'go.history', label: 'goHistory', keys: ['G H', 'Mod+3'], scope: 'go', menu: 'go' },
  { id: 'go.settings', label: 'goSettings', keys: ['G S', 'Mod+,'], scope: 'go', menu: 'go' },
  { id: 'go.back', label: 'goBack', keys: ['Alt+ArrowLeft'], scope: 'go', menu: 'go' },
  { id: 'go.forward', label: 'goForward', keys: ['Alt+ArrowRight'], scope: 'go', menu: 'go' },
  { id: 'list.next', label: 'nextLine', keys: ['J', 'ArrowDown'], scope: 'list' },
  { id: 'list.previous', label: 'previousLine', keys: ['K', 'ArrowUp'], scope: 'list' },
  { id: 'list.select', label: 'selectLine', keys: ['X'], scope: 'list' },
  { id: 'list.selectMore', label: 'selectMore', keys: ['Shift+ArrowDown'], scope: 'list' },
  { id: 'list.selectLess', label: 'selectLess', keys: ['Shift+ArrowUp'], scope: 'list' },
  { id: 'list.selectAll', label: 'selectAll', keys: ['Mod+A'], scope: 'list' },
  { id: 'list.clear', label: 'clearSelection', keys: ['Escape'], scope: 'list' },
  { id: 'list.open', label: 'openLine', keys: ['Enter'], scope: 'list' },
  { id: 'list.peek', label: 'peek', keys: ['Space'], scope: 'list' },
  { id: 'list.edit', label: 'editCell', keys: ['F2'], scope: 'list' },
  { id: 'list.filter', label: 'filterList', keys: ['F'], scope: 'list' },
  { id: 'list.tag', label: 'tagSelected', keys: ['T'], scope: 'list' },
  { id: 'list.stage', label: 'stageSelected', keys: ['S'], scope: 'list' },
  { id: 'list.delete', label: 'deleteSelected', keys: ['Delete'], scope: 'list' },
  { id: 'history.undoLine', label: 'undoLine', keys: ['U'], scope: 'list' },
  { id: 'person.log', label: 'log', keys: ['L'], scope: 'person' },
  { id: 'person.done', label: 'done', keys: ['E'], scope: 'person' },
  { id: 'person.later', label: 'later', keys: ['H'], scope: 'person' },
  { id: 'person.call', label: 'call', keys: ['C'], scope: 'person' },
  { id: 'person.write', label: 'write', keys: ['M'], scope: 'person', palette: true },
  { id: 'person.plan', label: 'planNextStep', keys: ['P'], scope: 'person' },
  { id: 'person.previous', label: 'previousPerson', keys: ['['], scope: 'person' },
  { id: 'person.next', label: 'nextPerson', keys: [']'], scope: 'person' },
  { id: 'mail.compose', label: 'sendWritten', keys: ['Mod+Enter'], scope: 'person' },
  { id: 'mail.answer', label: 'answerMail', keys: ['R'], scope: 'person' },
  { id: 'mail.send', label: 'sendMail', keys: ['Shift+S'], scope: 'mail' },
  { id: 'mail.when', label: 'anotherTime', keys: ['W'], scope: 'mail' },
  { id: 'mail.arrived', label: 'mailArrived', keys: ['A'], scope: 'mail' },
  { id: 'mail.rest', label: 'restMail', keys: ['Z'], scope: 'mail' },
  { id: 'mail.switch', label: 'switchMail', keys: [], scope: 'everywhere', palette: true },
  { id: 'help.shortcuts', label: 'allShortcuts', keys: ['?'], scope: 'everywhere', menu: 'help' },
  {
    id: 'help.open',
    label: 'openHelp',
    keys: ['F1'],
    scope: 'everywhere',
    menu: 'help',
    palette: true,
  },
  {
    id: 'help.diagnostics',
    label: 'copyDiagnostics',
    keys: [],
    scope: 'everywhere',
    menu: 'help',
    palette: true,
  },
  {
    id: 'theme.toggle',
    label: 'toggleTheme',
    keys: [],
    scope: 'everywhere',
    menu: 'view',
    palette: true,
  },
  {
    id: 'language.toggle',
    label: 'toggleLanguage',
    keys: [],
    scope: 'everywhere',
    menu: 'view',
    palette: true,
  },
] as const satisfies readonly CommandSpec[]

/** The id of a command. */
export type CommandId = (typeof commands)[number]['id']

/** Key of a command's words in namespace `commands`. */
export type CommandLabel = (typeof commands)[number]['label']

/** The command with an id. */
export const commandById = (id: CommandId): CommandSpec & { readonly label: CommandLabel } => {
  const found = commands.find((command) => command.id === id)
  if (found === undefined) throw new Error(`unknown command ${id}`)
  return found
}

const capNames: Readonly<Record<KeyPlatform, Readonly<Record<string, string>>>> = {
  mac: { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↵', Delete: '⌫' },
  other: { Mod: 'Ctrl', Enter: '↵', Delete: 'Del' },
}

const arrowNames: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

/** The key caps of one shortcut as printed on screen, one string per cap. */
export const keyCaps = (shortcut: string, platform: KeyPlatform): readonly string[] =>
  // A Mac prints ⇧ before ⌘, other keyboards Ctrl before Shift.
  (platform === 'mac' ? shortcut.replace('Mod+Shift', 'Shift+Mod') : shortcut)
    .split(/[ ]|(?<=.)\+(?=.)/)
    .map((key) => capNames[platform][key] ?? arrowNames[key] ?? key)

/** A shortcut as Electron's menus write it; null for sequences, which menus cannot carry. */
export const menuAccelerator = (shortcut: string): string | null =>
  /[ ]/.test(shortcut) || !/^(Mod|Shift|Alt|F\d)/.test(shortcut)
    ? null
    : shortcut
        .replace('Mod', 'CommandOrControl')
        .replace('ArrowLeft', 'Left')
        .replace('ArrowRight', 'Right')
