import { attacks } from '#tests/main/hosts/loopback/attack-table.ts'
import { runAttack } from '#tests/main/hosts/loopback/run-attack.ts'
import { startTestHost } from '#tests/main/hosts/loopback/test-host.ts'
import { type FaultLine, type FaultRun, inFolder, measure } from './fault-suite.ts'

const runAll = (checksHost: boolean) =>
  inFolder(async (folder) => {
    const limits = { headerTimeLimitMs: 1_000, bodyTimeLimitMs: 1_000 }
    const host = await startTestHost(folder, { ...limits, checksHost })
    const failures: string[] = []
    for (const attack of attacks) {
      const { name, problems } = await runAttack(attack, host)
      failures.push(...problems.map((problem) => `${name}: ${problem}`))
    }
    await host.close()
    return { n: attacks.length, failures }
  })

/**
 * The attacks on the loopback host. `npm test` runs them one by one as unit tests; here they exist
 * for their control, in which the host does not look at the Host header.
 */
export const run = async ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> => {
  if (controls) return [await measure('attacks.control.no-host-check', 0, () => runAll(false))]
  return tier === 'full' ? [await measure('attacks.loopback', 0, () => runAll(true))] : []
}
