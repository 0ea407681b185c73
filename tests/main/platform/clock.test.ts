import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** The machine's zone is a link in `/etc`; this one is gone when the process ends. */
const ownEtc = 'mount -t tmpfs none /etc && exec "$0" "$@"'
const alone = ['unshare', '-rm', 'sh', '-c', ownEtc] as const
const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', ownEtc, 'true']).status === 0

const script = `
  import { rmSync, symlinkSync } from 'node:fs'
  import { setTimeout as wait } from 'node:timers/promises'
  import { systemClock } from '#main/platform/clock.ts'
  const travel = (zone) => {
    rmSync('/etc/localtime', { force: true })
    symlinkSync('/usr/share/zoneinfo/' + zone, '/etc/localtime')
  }
  travel('Asia/Tokyo')
  const seen = [systemClock.zone()]
  travel('America/New_York')
  await wait(5_200)
  seen.push(systemClock.zone(), new Date(0).getHours())
  console.log(JSON.stringify(seen))`

test('a change of the machine’s zone is noticed within five seconds', ({ skip }) => {
  skip(!canMount, 'a zone of its own takes `unshare -rm`')
  const { TZ: _, ...env } = process.env
  const [program, ...rest] = [...alone, process.execPath, '--input-type=module', '-e', script]
  const said = execFileSync(program, rest, { encoding: 'utf8', env })
  expect(JSON.parse(said)).toEqual(['Asia/Tokyo', 'America/New_York', 19])
})
