import type { Socket } from 'node:net'

/** The server's end of one SMTP conversation, for scripts that say exactly what they want. */
export class SmtpPeer {
  private readonly socket: Socket
  private held = Buffer.alloc(0)
  private hasEnded = false
  private wake: () => void = () => {}

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (data: Buffer) => {
      this.held = Buffer.concat([this.held, data])
      this.wake()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      this.hasEnded = true
      this.wake()
    })
  }

  /** Whether the client is still there. */
  get isOpen(): boolean {
    return !this.hasEnded && this.socket.writable
  }

  /** Writes exactly this, 8 bits a sign. */
  write(text: string): void {
    if (this.isOpen) this.socket.write(Buffer.from(text, 'latin1'))
  }

  /** Writes one line. */
  say(line: string): void {
    this.write(`${line}\r\n`)
  }

  /** The next line of the client; empty when there is none any more. */
  async hear(): Promise<string> {
    return (await this.upTo('\r\n')).toString('latin1')
  }

  /** The mail up to its dot, as it came over the wire. */
  hearBody(): Promise<Buffer> {
    return this.upTo('\r\n.\r\n')
  }

  /** Waits until some of the mail has come. */
  async hearSome(bytes: number): Promise<void> {
    while (this.held.length < bytes && this.isOpen) await this.more()
  }

  /** Reads nothing any more, so that the client's bytes pile up. */
  stopReading(): void {
    this.socket.pause()
  }

  /** Cuts the line. */
  drop(): void {
    this.socket.destroy()
  }

  /** Hangs up in good order. */
  hangUp(): void {
    this.socket.end()
  }

  /** Until the client has gone. */
  async gone(): Promise<void> {
    while (!this.hasEnded) await this.more()
  }

  private async upTo(mark: string): Promise<Buffer> {
    for (;;) {
      const at = this.held.indexOf(mark)
      if (at >= 0) {
        const part = this.held.subarray(0, at)
        this.held = this.held.subarray(at + mark.length)
        return part
      }
      if (!this.isOpen) return Buffer.alloc(0)
      await this.more()
    }
  }

  private more(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve
    })
  }
}
