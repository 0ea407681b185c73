import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import mantine from 'postcss-preset-mantine'
import simpleVars from 'postcss-simple-vars'
import type { ProxyOptions } from 'vite'

const inRepository = (path: string) => resolve(import.meta.dirname, path)

const breakpoints = {
  'mantine-breakpoint-xs': '36em',
  'mantine-breakpoint-sm': '48em',
  'mantine-breakpoint-md': '62em',
  'mantine-breakpoint-lg': '75em',
  'mantine-breakpoint-xl': '88em',
}

/** The development host answers here; the page's own server passes its calls on. */
const developmentHost = `http://127.0.0.1:${process.env['KITH_DEV_PORT'] ?? '4600'}`
const hostRoutes = ['/call', '/events', '/files', '/launch']

/**
 * Passes a call of the page on to the development host, as if the page had come from there.
 *
 * The token is read anew for each call, so that a page outlives the restarts of its host.
 */
const toDevelopmentHost: ProxyOptions = {
  target: developmentHost,
  changeOrigin: true,
  configure: (proxy) => {
    proxy.on('proxyReq', (request) => {
      request.setHeader('origin', developmentHost)
      const tokenFile = process.env['KITH_DEV_TOKEN_FILE']
      if (tokenFile !== undefined && existsSync(tokenFile)) {
        request.setHeader('authorization', `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`)
      }
    })
  },
}

export default defineConfig({
  main: {
    // Its ES build declares a `require` of its own, and so does electron-vite in the same chunk.
    resolve: { alias: { fflate: inRepository('node_modules/fflate/lib/node.cjs') } },
    build: {
      outDir: 'out/main',
      // Two saves in quick succession would find an emptied folder and end the running host.
      emptyOutDir: false,
      // Bundled: a quick start, and a package that holds nothing it does not need.
      externalizeDeps: false,
      chunkSizeWarningLimit: 2000,
      rollupOptions: {
        input: {
          electron: inRepository('src-main/hosts/electron/main.ts'),
          loopback: inRepository('src-main/hosts/loopback/main.ts'),
          worker: inRepository('src-main/worker.ts'),
        },
        external: ['better-sqlite3'],
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: inRepository('src-main/hosts/electron/preload.ts') },
        // A sandboxed preload can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: inRepository('src-renderer'),
    plugins: [react()],
    css: { postcss: { plugins: [mantine(), simpleVars({ variables: breakpoints })] } },
    server: {
      host: '127.0.0.1',
      port: 5173,
      strictPort: true,
      proxy: Object.fromEntries(hostRoutes.map((route) => [route, toDevelopmentHost])),
    },
    build: {
      outDir: inRepository('out/renderer'),
      minify: true,
      // Loaded from this machine, where size in kB is not what makes the first screen late.
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: { index: inRepository('src-renderer/index.html') } },
    },
  },
})
