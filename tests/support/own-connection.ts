/**
 * Header of a call that gets a connection of its own: the host ends one that was idle for five
 * seconds, and a test that was busy meanwhile would still use it.
 */
export const ownConnection = { connection: 'close' } as const
