import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Writes one line with the reason for each skipped test; the JSON report leaves the reason out. */
// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter by its default export
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env['KITH_SKIP_REPORT']
    if (file === undefined) return
    const lines = modules.flatMap((module) =>
      [...module.children.allTests()]
        .filter((test) => ['skipped', 'pending'].includes(test.result().state))
        .map((test) => {
          const result = test.result()
          const note = result.state === 'skipped' ? result.note : undefined
          // Without a note the names of the suites around it say why, as in "(Linux only)".
          return note === undefined ? test.fullName : `${test.fullName}: ${note}`
        }),
    )
    writeFileSync(file, JSON.stringify(lines))
  }
}
