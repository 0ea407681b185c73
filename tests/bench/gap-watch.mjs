// Preloaded into the host: a 1 ms timer that notes how long the main thread let it wait.
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.send) {
  let last = performance.now()
  let longest = 0
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 1)
  timer.unref()
  process.on('message', (message) => {
    if (message !== 'gap') return
    process.send(longest)
    longest = 0
  })
  process.channel?.unref()
}
