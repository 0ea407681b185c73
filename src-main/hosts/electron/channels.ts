/** Names of the messages between preload and host; nothing else is listened to. */
export const channels = {
  call: 'kith:call',
  event: 'kith:event',
  file: 'kith:file',
  save: 'kith:save',
  openMail: 'kith:open-mail',
  command: 'kith:command',
} as const

/** The page's own event for a command chosen in the native menu; its detail is the command's id. */
export const commandEvent = 'kith-command'
