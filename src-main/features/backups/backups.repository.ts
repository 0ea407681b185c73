import { currentSchema } from '#main/db/migrate.ts'
import { applicationId, openDatabase } from '#main/db/open-workspace.ts'

type Database = ReturnType<typeof openDatabase>

/** What a workspace held at a moment. */
export interface Contents {
  readonly contacts: number
  readonly activities: number
  readonly followUps: number
  readonly lastOperationAt: number | null
}

/**
 * Contents, and how far the log of changes went: every commit that changes something adds to it,
 * also one that goes on with the operation before.
 */
export interface Snapshot {
  readonly contents: Contents
  readonly lastChangeId: number
  readonly schemaVersion: number
}

const numberFrom = (database: Database, sql: string): number | null =>
  database.prepare<[], number | null>(sql).pluck().get() ?? null

const withDatabase = <T>(file: string, work: (database: Database) => T): T => {
  const database = openDatabase({ file, readonly: true })
  try {
    return work(database)
  } finally {
    database.close()
  }
}

const readSnapshot = (database: Database): Snapshot => ({
  contents: {
    contacts: numberFrom(database, 'select count(*) from contacts') ?? 0,
    activities: numberFrom(database, 'select count(*) from activities') ?? 0,
    followUps: numberFrom(database, 'select count(*) from follow_ups') ?? 0,
    lastOperationAt: numberFrom(database, 'select at from operations order by id desc limit 1'),
  },
  lastChangeId: numberFrom(database, 'select max(id) from changes') ?? 0,
  schemaVersion: numberFrom(database, 'pragma user_version') ?? 0,
})

const requireSound = (database: Database): void => {
  const verdict = database.pragma('integrity_check(1)', { simple: true })
  if (verdict !== 'ok') throw new Error('integrity check')
  const orphans = database.pragma('foreign_key_check')
  if (!Array.isArray(orphans) || orphans.length > 0) throw new Error('foreign key check')
  if (numberFrom(database, 'pragma application_id') !== applicationId) {
    throw new Error('no workspace')
  }
  if ((numberFrom(database, 'pragma user_version') ?? 0) > currentSchema) {
    throw new Error('newer schema')
  }
}

/** Writes a compact copy of a workspace's database, as of one moment, to a file that is not there. */
export const copyDatabase = (file: string, target: string): void =>
  withDatabase(file, (database) => {
    database.prepare('vacuum into ?').run(target)
  })

/** Reads every page of a copy and every reference in it; throws when anything is wrong. */
export const verifyDatabase = (file: string): Snapshot =>
  withDatabase(file, (database) => {
    requireSound(database)
    return readSnapshot(database)
  })

/** What an open workspace holds now; counts every row, so not for the main thread. */
export const contentsOf = (file: string): Contents =>
  withDatabase(file, (database) => readSnapshot(database).contents)

/** Id of a workspace's newest logged change; 0 before the first. */
export const lastChangeIdOf = (file: string): number =>
  withDatabase(file, (database) => numberFrom(database, 'select max(id) from changes') ?? 0)

/** Whether the pages of an open workspace are sound; may throw, as what reads a damaged page does. */
export const isStructureSound = (file: string): boolean =>
  withDatabase(file, (database) => database.pragma('quick_check(1)', { simple: true }) === 'ok')

/** Somebody who wants no mail. */
export interface KeptSuppression {
  readonly address: string | null
  readonly hash: string
  readonly reason: string
  readonly note: string | null
  readonly at: number
  /** Permanent names of the contacts that it binds, as a JSON array. */
  readonly contacts: string
}

/** Who wants no mail from a workspace, and the key by which their addresses are hashed. */
export const mailKeptOf = (
  file: string,
): { readonly tokenKey: string | null; readonly suppressions: readonly KeptSuppression[] } =>
  withDatabase(file, (database) => ({
    tokenKey:
      database
        .prepare<[], string>(`select value from machinery where key = 'email-token-key'`)
        .pluck()
        .get() ?? null,
    suppressions: database
      .prepare<[], KeptSuppression>(
        `select s.address, s.address_hash as hash, s.reason, s.note, s.at,
            (select json_group_array(w.contact_uid) from suppressed_contacts w
              where w.suppression_id = s.id) as contacts from suppressions s
          where s.action = 'suppress' and not exists (select 1 from suppressions n
            where n.address_hash = s.address_hash and n.id > s.id) order by s.id`,
      )
      .all(),
  }))

/** A contact who is not to be contacted, and the normalised addresses by which they are known. */
export interface KeptContact {
  readonly uid: string
  /** A JSON array. */
  readonly addresses: string
}

/** An address or number whose owner opted out. */
export interface KeptOptOut {
  readonly kind: string
  readonly normalized: string
}

/** Who took back their consent, as the contacts of a workspace say it. */
export interface KeptConsents {
  readonly doNotContact: readonly KeptContact[]
  readonly optedOut: readonly KeptOptOut[]
}

export const consentsKeptOf = (file: string): KeptConsents =>
  withDatabase(file, (database) => ({
    doNotContact: database
      .prepare<[], KeptContact>(
        `select c.uid, (select json_group_array(p.normalized) from contact_points p
            where p.contact_id = c.id and p.kind = 'email' and p.normalized is not null) as addresses
          from contacts c where c.do_not_contact = 1 order by c.id`,
      )
      .all(),
    optedOut: database
      .prepare<[], KeptOptOut>(
        `select distinct kind, normalized from contact_points
          where opted_out = 1 and normalized is not null order by kind, normalized`,
      )
      .all(),
  }))

/** How many operations of a workspace are not, or not as they are now, in a copy of it. */
export const countOperationsMissing = (file: string, copy: string): number =>
  withDatabase(file, (database) => {
    const here = readOperations(database)
    const there = withDatabase(copy, readOperations)
    return [...here].filter(([id, lastChange]) => there.get(id) !== lastChange).length
  })

const readOperations = (database: Database): Map<number, number> =>
  new Map(
    database
      .prepare<[], [number, number]>('select id, coalesce(last_change, 0) from operations')
      .raw()
      .all(),
  )
