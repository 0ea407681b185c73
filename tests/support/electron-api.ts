import { EventEmitter } from 'node:events'
import type { ElectronApi } from '#main/hosts/electron/host.ts'
import { pageOrigin } from '#main/hosts/electron/security.ts'

type Handler = (event: unknown, ...values: readonly unknown[]) => unknown

/** Electron's own end of a desktop: what a host registers, and messages to it as a page sends them. */
export class ElectronStandIn {
  readonly api: ElectronApi
  private readonly handlers = new Map<string, Handler>()
  private readonly mainFrame = { origin: pageOrigin }

  constructor() {
    const handlers = this.handlers
    const webContents = Object.assign(new EventEmitter(), {
      mainFrame: this.mainFrame,
      ipc: { handle: (channel: string, handler: Handler) => handlers.set(channel, handler) },
      send: () => undefined,
    })
    class Window extends EventEmitter {
      readonly webContents = webContents
      readonly isDestroyed = (): boolean => false
      readonly isFocused = (): boolean => true
      readonly loadURL = async (): Promise<void> => undefined
    }
    const nothing = (): void => undefined
    const session = Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: nothing,
      setPermissionCheckHandler: nothing,
      setDevicePermissionHandler: nothing,
      setDisplayMediaRequestHandler: nothing,
      setBluetoothPairingHandler: nothing,
    })
    const parts = {
      app: Object.assign(new EventEmitter(), { getLocale: () => 'en-GB', isPackaged: true }),
      BrowserWindow: Window,
      Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: nothing },
      nativeTheme: { themeSource: 'system', shouldUseDarkColors: false },
      powerMonitor: new EventEmitter(),
      protocol: { handle: nothing },
      screen: { getAllDisplays: () => [] },
      session: { defaultSession: session },
    }
    // Electron's API, as far as the host uses it; its classes cannot be made without the binary.
    this.api = parts as never
  }

  /** Sends a message as the page does: nothing but data comes through, either way. */
  async invoke(channel: string, ...values: readonly unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel)
    if (handler === undefined) throw new Error(`nobody listens to ${channel}`)
    const answer = await handler({ senderFrame: this.mainFrame }, ...structuredClone(values))
    return structuredClone(answer)
  }
}
