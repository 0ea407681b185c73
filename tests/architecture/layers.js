/**
 * Who may import whom: the one table behind the lint rule `kith/layers` and its test.
 *
 * A file belongs to the first layer whose `files` matches its path from the root. Every layer may
 * import itself and `shared/domain`. `own` names the other layers it may import, `ownTypes` those
 * it may import with `import type` only. `{slice}` in `own` stands for the importing file's slice.
 * `packages` lists the only packages allowed; without it, packages outside the listed `groups` of
 * the table below are allowed and those inside only when the layer names the group.
 */

/** @typedef {{ name: string, files: RegExp, sliced?: boolean, isolated?: boolean, own?: readonly string[], ownTypes?: readonly string[], groups?: readonly string[], packages?: readonly string[] }} Layer */

/** Packages that tie code to a place: where they are not named, they are not allowed. */
export const packageGroups = {
  node: /^node:/,
  database: /^(kysely|better-sqlite3)(\/|$)/,
  mail: /^(nodemailer|imapflow)(\/|$)/,
  electron: /^electron(\/|$)/,
  page: /^(react|react-dom|react-i18next|zustand|@mantine\/.+|@tanstack\/.+|@tabler\/.+)(\/|$)/,
}

const shared = ['shared/contract', 'shared/i18n', 'shared/commands']
const engines = [
  'main/engines/pure',
  'main/engines/encodings',
  'main/engines/email',
  'main/engines/scheduler',
]

/** @type {readonly Layer[]} */
export const layers = [
  { name: 'tests', files: /^tests\//, own: ['*'], groups: ['*'] },

  { name: 'shared/domain', files: /^src-shared\/domain\// },
  { name: 'shared/contract', files: /^src-shared\/contract\//, packages: ['zod'] },
  { name: 'shared/i18n', files: /^src-shared\/i18n\// },
  { name: 'shared/commands', files: /^src-shared\/[^/]+\.ts$/ },

  { name: 'main/platform', files: /^src-main\/platform\//, own: shared, groups: ['node'] },
  {
    name: 'main/engines/pure',
    files: /^src-main\/engines\/(analytics|file-formats|matching|search)\//,
    sliced: true,
    isolated: true,
  },
  // Of its own, because files and mails are read with it.
  { name: 'main/engines/encodings', files: /^src-main\/engines\/encodings\// },
  {
    name: 'main/engines/email',
    files: /^src-main\/engines\/email\//,
    own: [...shared, 'main/platform', 'main/engines/encodings', 'main/engines/scheduler'],
    groups: ['node', 'mail'],
  },
  {
    name: 'main/engines/scheduler',
    files: /^src-main\/engines\/scheduler\//,
    own: [...shared, 'main/platform', 'main/db/unit-of-work', 'main/db'],
    groups: ['node', 'database'],
  },
  {
    name: 'main/db/migrations',
    files: /^src-main\/db\/migrations\//,
    ownTypes: ['main/db'],
    packages: ['kysely'],
  },
  {
    name: 'main/db/unit-of-work',
    files: /^src-main\/db\/(unit-of-work|operations)\.ts$/,
    own: [...shared, 'main/platform', 'main/db'],
    groups: ['node', 'database'],
  },
  {
    name: 'main/db/bulk',
    files: /^src-main\/db\/bulk\.ts$/,
    own: [...shared, 'main/platform', 'main/db', 'main/db/unit-of-work'],
    groups: ['node', 'database'],
  },
  {
    name: 'main/db',
    files: /^src-main\/db\//,
    own: [...shared, 'main/platform', 'main/db/unit-of-work', 'main/db/bulk', 'main/db/migrations'],
    groups: ['node', 'database'],
  },
  {
    name: 'main/repository',
    files: /^src-main\/features\/.+\.repository\.ts$/,
    sliced: true,
    isolated: true,
    own: [...shared, 'main/db', 'main/db/unit-of-work', 'main/db/bulk', 'main/part:{slice}'],
    groups: ['database'],
  },
  {
    name: 'main/handlers',
    files: /^src-main\/features\/.+\.handlers\.ts$/,
    sliced: true,
    isolated: true,
    own: [...shared, 'main/service:{slice}', 'main/part:{slice}'],
    ownTypes: ['main/dispatch', 'main/platform'],
  },
  {
    name: 'main/job',
    files: /^src-main\/features\/.+\.job\.ts$/,
    sliced: true,
    isolated: true,
    own: [
      ...shared,
      ...engines,
      'main/platform',
      'main/db/unit-of-work',
      'main/db/bulk',
      'main/repository:{slice}',
      'main/service:{slice}',
      'main/part:{slice}',
    ],
    ownTypes: ['main/db', 'main/service'],
    groups: ['node'],
  },
  {
    name: 'main/service',
    files: /^src-main\/features\/.+\.service\.ts$/,
    sliced: true,
    isolated: true,
    own: [
      ...shared,
      ...engines,
      'main/platform',
      'main/db/unit-of-work',
      'main/repository:{slice}',
      'main/part:{slice}',
    ],
    ownTypes: ['main/db', 'main/service', 'main/job:{slice}'],
    groups: ['node'],
  },
  {
    name: 'main/part',
    files: /^src-main\/features\/[^/]+\//,
    sliced: true,
    isolated: true,
    own: [
      ...shared,
      ...engines,
      'main/platform',
      'main/db/unit-of-work',
      'main/repository:{slice}',
    ],
    ownTypes: ['main/db', 'main/service'],
    groups: ['node'],
  },
  {
    name: 'main/dispatch',
    files: /^src-main\/dispatch[^/]*\.ts$/,
    own: [...shared, 'main/platform'],
    groups: ['node'],
  },
  {
    name: 'main/host-electron',
    files: /^src-main\/hosts\/electron\//,
    own: [...shared, 'main/root', 'main/dispatch', 'main/platform'],
    groups: ['node', 'electron'],
  },
  {
    name: 'main/host-loopback',
    files: /^src-main\/hosts\/loopback\//,
    own: [...shared, 'main/root', 'main/dispatch', 'main/platform'],
    groups: ['node'],
  },
  {
    name: 'main/root',
    files: /^src-main\/[^/]+\.ts$/,
    own: [
      ...shared,
      ...engines,
      'main/platform',
      'main/db',
      'main/db/unit-of-work',
      'main/db/bulk',
      'main/db/migrations',
      'main/repository',
      'main/service',
      'main/job',
      'main/handlers',
      'main/part',
      'main/dispatch',
    ],
    groups: ['node', 'database', 'mail'],
  },

  { name: 'renderer/api', files: /^src-renderer\/api\//, own: shared, groups: ['page'] },
  {
    name: 'renderer/ui',
    files: /^src-renderer\/ui\//,
    own: ['shared/commands'],
    groups: ['page'],
  },
  { name: 'renderer/charts', files: /^src-renderer\/charts\//, groups: ['page'] },
  {
    name: 'renderer/feature',
    files: /^src-renderer\/features\/[^/]+\//,
    sliced: true,
    isolated: true,
    own: [...shared, 'renderer/ui', 'renderer/charts', 'renderer/api'],
    groups: ['page'],
  },
  {
    name: 'renderer/app',
    files: /^src-renderer\//,
    own: [...shared, 'renderer/api', 'renderer/ui', 'renderer/charts', 'renderer/feature'],
    groups: ['page'],
  },
  { name: 'scripts', files: /^resources\//, groups: ['node'] },
  { name: 'configuration', files: /^[^/]+$/, groups: ['node'] },
]

/**
 * Packages that exactly the files of `only` may import, whatever their layer allows; the files of
 * `types` may name their types.
 */
/** @type {readonly { packages: RegExp, only: RegExp, types?: RegExp, home: string }[]} */
export const restricted = [
  { packages: /^electron$/, only: /^(src-main\/hosts\/electron|tests)\//, home: 'hosts/electron' },
  {
    packages: /^better-sqlite3$/,
    only: /^(src-main\/db\/open-workspace\.ts$|tests\/)/,
    types: /^src-main\/db\//,
    home: 'db/open-workspace.ts',
  },
  {
    packages: /^node:https?2?$/,
    only: /^(src-main\/hosts\/loopback\/|src-main\/platform\/oauth-redirect\.ts$|tests\/|resources\/scripts\/)/,
    home: 'hosts/loopback',
  },
  {
    packages: /^temporal-polyfill(\/|$)/,
    only: /^(src-shared\/domain\/time\.ts$|tests\/)/,
    home: 'shared/domain/time.ts',
  },
  {
    packages: /^nodemailer(\/|$)/,
    only: /^(src-main\/engines\/email\/(smtp|mime)\.ts$|tests\/)/,
    home: 'engines/email/smtp.ts and mime.ts',
  },
  {
    packages: /^imapflow(\/|$)/,
    only: /^(src-main\/engines\/email\/imap\.ts$|tests\/)/,
    home: 'engines/email/imap.ts',
  },
  {
    packages: /^oauth4webapi$/,
    only: /^(src-main\/engines\/email\/sign-in-client\.ts$|tests\/)/,
    home: 'engines/email/sign-in-client.ts',
  },
]
