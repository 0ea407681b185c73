import type { Reader } from '#main/db/executor.ts'
import { nameKey } from '#main/engines/matching/name-keys.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { RehearsedRow } from './rehearsed-rows.ts'

/** The company a row names, and the one its new person gets by their e-mail. */
export interface NamedCompany {
  readonly company: string | null
  readonly domainCompany: ContactId | null
  /** Kith's own name of it, where the row means that very company. */
  readonly companyUid: string | null
}

/** The known company of a row that is not called as in the file; null where there is none. */
export const foundCompany = (
  stage: Reader,
  workspace: Reader,
  { company, domainCompany, companyUid }: NamedCompany,
): RehearsedRow['companyFound'] => {
  const found =
    domainCompany === null
      ? stage.firstSql<{ name: string }>(
          'select name from import_aliases where key = ?',
          company === null ? '' : nameKey(company),
        )
      : workspace.firstSql<{ name: string }>(
          'select display_name as name from contacts where id = ?',
          domainCompany,
        )
  if (found === undefined) return renamed(workspace, company, companyUid)
  return { name: found.name, by: domainCompany === null ? 'legal-form' : 'email-domain' }
}

const renamed = (
  workspace: Reader,
  company: string | null,
  uid: string | null,
): RehearsedRow['companyFound'] => {
  const text = `select display_name as name from contacts where uid = ? and kind = 'company'`
  const found = uid === null ? undefined : workspace.firstSql<{ name: string }>(text, uid)
  if (found === undefined || company === null || nameKey(found.name) === nameKey(company)) {
    return null
  }
  return { name: found.name, by: 'uid' }
}
