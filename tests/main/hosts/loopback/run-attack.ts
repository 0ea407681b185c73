import { type Attack, nextOwner } from './attack-requests.ts'
import { dumpWorkspace, type TestHost } from './test-host.ts'

/** What an attack achieved; all as it should be when `problems` is empty. */
export interface AttackOutcome {
  readonly name: string
  readonly problems: readonly string[]
}

const hasCorsHeader = (text: string): boolean => /\r\naccess-control-/i.test(text)

/** Runs an attack, looks whether anything changed, then runs its twin. */
export const runAttack = async (attack: Attack, host: TestHost): Promise<AttackOutcome> => {
  const problems: string[] = []
  const before = dumpWorkspace(host.workspace)
  const answer = await attack.attack(host)
  if (!attack.refusedWith.includes(answer.status)) problems.push(`answered ${answer.status}`)
  if (hasCorsHeader(answer.text)) problems.push('sent a CORS header')
  if (answer.text.includes(host.token)) problems.push('sent the token')
  const after = dumpWorkspace(host.workspace)
  if (after !== before) problems.push('changed the workspace')
  const twin = await attack.twin(host)
  if (twin.status !== 200) problems.push(`the twin was answered ${twin.status}`)
  if (hasCorsHeader(twin.text)) problems.push('the twin got a CORS header')
  if (attack.twinSaves && dumpWorkspace(host.workspace) === after) {
    problems.push('the twin changed nothing')
  }
  nextOwner()
  return { name: attack.name, problems }
}
