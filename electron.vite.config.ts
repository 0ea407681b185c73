import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import mantine from 'postcss-preset-mantine'
import simpleVars from 'postcss-simple-vars'
import type { ProxyOptions } from 'vite'

const inRepository = (path: string) => resolve(import.meta.dirname, path)

/** Build inputs of one target by output name; a source file that is not there is left out. */
function entries(table: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(table)
      .map(([name, path]) => [name, inRepository(path)] as const)
      .filter(([, path]) => existsSync(path)),
  )
}

const breakpoints = {
  'mantine-breakpoint-xs': '36em',
  'mantine-breakpoint-sm': '48em',
  'mantine-breakpoint-md': '62em',
  'mantine-breakpoint-lg': '75em',
  'mantine-breakpoint-xl': '88em',
}

const mainEntries = entries({
  electron: 'src-main/hosts/electron/main.ts',
  loopback: 'src-main/hosts/loopback/main.ts',
  worker: 'src-main/worker.ts',
})
const preloadEntries = entries({ preload: 'src-main/hosts/electron/preload.ts' })
const rendererEntries = entries({ index: 'src-renderer/index.html' })

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
  ...(Object.keys(mainEntries).length > 0 && {
    main: {
      build: {
        outDir: 'out/main',
        // Two saves in quick succession would find an emptied folder and end the running host.
        emptyOutDir: false,
        // Bundled: a quick start, and a package that holds nothing it does not need.
        externalizeDeps: false,
        chunkSizeWarningLimit: 1500,
        rollupOptions: {
          input: mainEntries,
          external: ['better-sqlite3'],
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
  }),
  ...(Object.keys(preloadEntries).length > 0 && {
    preload: {
      build: {
        outDir: 'out/preload',
        externalizeDeps: false,
        // A sandboxed preload can only be CommonJS.
        rollupOptions: {
          input: preloadEntries,
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  }),
  ...(Object.keys(rendererEntries).length > 0 && {
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
        chunkSizeWarningLimit: 1500,
        rollupOptions: { input: rendererEntries },
      },
    },
  }),
})
