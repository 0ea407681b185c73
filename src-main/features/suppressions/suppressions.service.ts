import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { type CallContext, systemContext } from '#main/platform/call-context.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import { binDays } from '#shared/domain/bin.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok } from '#shared/domain/result.ts'
import { normalized, SuppressionWriter, type SuppressionWriterParts } from './suppression-writer.ts'

export type { SuppressionWish } from './suppression-writer.ts'

/** An address that does not exist, as a server or a mail that came back says. */
export interface GoneAddress {
  /** Whom the mail to it was for. */
  readonly contactId: ContactId
  readonly address: string
  /** When it was said (milliseconds UTC). */
  readonly saidAt: number
}

interface SuppressionsDependencies extends SuppressionWriterParts {
  readonly unitOfWork: UnitOfWork
  /** Told when an address was suppressed or may be written to again. */
  readonly onChange: () => void
}

const defaultLimit = 100
const inBinMs = binDays * 86_400_000

/**
 * Addresses and people no mail goes to, whatever is planned. Kith only adds; the owner alone lifts.
 *
 * A suppressed address gets no mail, whoever has it. A wish for no more mail binds besides the
 * contacts who had the address when it was said, at whatever address they are written to later: of
 * several who share one each may have meant it, and in doubt nobody gets mail. An address that
 * somebody else gets afterwards binds them there alone; who gave it away stays bound. Contacts are
 * noted by their permanent names, outside the undo log: corrections, undo, import and restore leave
 * them bound, and whatever makes one contact of two has to bind that one. Lifting the suppression
 * frees the address and all that it bound. What the owner marks at an address of a contact as
 * wanting no mail is no wish of this kind: it counts for that address, as long as it stands there.
 */
export class SuppressionsService extends SuppressionWriter {
  private readonly dependencies: SuppressionsDependencies

  constructor(dependencies: SuppressionsDependencies) {
    super(dependencies)
    this.dependencies = dependencies
  }

  list({ limit = defaultLimit }: Input<'suppressions.list'>): Output<'suppressions.list'> {
    const suppressions = this.dependencies.repository
      .list(limit)
      .map(({ address, reason, note, at }) => ({ address, reason, note, at }))
    return { suppressions }
  }

  /** Notes inside another unit of work that an address does not exist, and suppresses it. */
  giveUp(tx: Transaction, { contactId, address, saidAt }: GoneAddress): void {
    this.dependencies.repository.markInvalid(tx, contactId, normalized(address))
    this.suppress(tx, { address, reason: 'hard-bounce', saidAt })
  }

  /**
   * Keeps what contacts wished who have left the bin for good: until then the log binds their
   * addresses, and an undo of the deletion leaves nothing behind.
   */
  async keepWishesFromBin(): Promise<void> {
    const { unitOfWork, repository, clock, onChange } = this.dependencies
    const upTo = repository.lastDeletedWithWish(clock.now() - inBinMs)
    if (upTo === null) return
    await unitOfWork.run(systemContext, { code: 'suppressions.keep' }, (tx) => {
      for (const { address, at } of repository.wishesInBin(upTo)) {
        this.suppress(tx, { address, reason: 'objection', saidAt: at, contacts: [] })
      }
      repository.noteWishesKept(tx, upTo)
      return ok(null)
    })
    onChange()
  }

  async add(
    { address, note }: Input<'suppressions.add'>,
    context: CallContext,
  ): Promise<ProcedureResult<'suppressions.add'>> {
    const { unitOfWork, onChange } = this.dependencies
    if (this.hashOf(address) === null) return fail('not-an-address', { field: 'address' })
    await unitOfWork.run(context, { code: 'suppressions.add' }, (tx) => {
      this.suppress(tx, { address, reason: 'manual', ...(note === undefined ? {} : { note }) })
      return ok(null)
    })
    onChange()
    return ok({})
  }

  async lift(
    { address, note }: Input<'suppressions.lift'>,
    context: CallContext,
  ): Promise<ProcedureResult<'suppressions.lift'>> {
    const { unitOfWork, onChange } = this.dependencies
    const hash = this.hashOf(address)
    const gone = fail('not-found', { what: 'suppression' })
    if (hash === null) return gone
    const result = await unitOfWork.run<null, Failure<'not-found', { what: string }>>(
      context,
      { code: 'suppressions.lift' },
      (tx) => {
        const reason = this.reasonFor(address)
        if (reason === null) return gone
        this.write(tx, hash, { address, reason, note, action: 'lift' })
        if (reason === 'hard-bounce') this.trustAgain(tx, address)
        return ok(null)
      },
    )
    if (!result.ok) return result
    onChange()
    return ok({})
  }

  private trustAgain(tx: Transaction, address: string): void {
    this.dependencies.repository.trustAgain(tx, normalized(address))
  }
}
