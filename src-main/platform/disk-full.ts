/**
 * Whether something failed because the disk took nothing more in: it, or the owner's share of it,
 * is full, or a file may not grow any more.
 */
export const isDiskFull = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  typeof cause.code === 'string' &&
  /^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL|SQLITE_IOERR_(WRITE|TRUNCATE|SHMSIZE))$/.test(cause.code)
