import type { KeyPlatform } from '#shared/commands.ts'

/** Whether this machine writes shortcuts with ⌘ or with Ctrl. */
export const keyPlatform: KeyPlatform = /mac|iphone|ipad/i.test(navigator.userAgent)
  ? 'mac'
  : 'other'
