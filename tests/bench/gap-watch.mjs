// Preloaded into the host: a 1 ms timer that notes how long the main thread let it wait.
import { readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** Milliseconds this thread has waited for a processor that others had; 0 where nobody counts. */
const waited = () => {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e6
  } catch {
    return 0
  }
}

if (isMainThread && process.send) {
  let last = 0
  let lastWaited = 0
  let longest = { clock: 0, own: 0 }
  let timer = null
  const look = () => {
    const [now, nowWaited] = [performance.now(), waited()]
    const clock = now - last
    const own = clock - (nowWaited - lastWaited)
    longest = { clock: Math.max(longest.clock, clock), own: Math.max(longest.own, own) }
    last = now
    lastWaited = nowWaited
  }
  // With the first question: it takes a twentieth of a processor, which counts to what is measured.
  const begin = () => {
    last = performance.now()
    lastWaited = waited()
    timer = setInterval(look, 1)
    timer.unref()
  }
  process.on('message', (message) => {
    if (message !== 'gap') return
    if (timer === null) begin()
    process.send(longest)
    longest = { clock: 0, own: 0 }
  })
  process.channel?.unref()
}
