import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'

/** Settings of the business: one row per key, the value as JSON. */
export class SettingsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  all(): ReadonlyMap<string, unknown> {
    const rows = this.reader.all(sqlBuilder.selectFrom('settings').select(['key', 'value']))
    return new Map(rows.map((row) => [row.key, JSON.parse(row.value)]))
  }

  set(tx: Transaction, key: string, value: unknown): void {
    const json = JSON.stringify(value)
    tx.run(
      sqlBuilder
        .insertInto('settings')
        .values({ key, value: json })
        .onConflict((clash) =>
          clash.column('key').doUpdateSet({ value: json }).where('settings.value', '<>', json),
        ),
    )
  }
}
