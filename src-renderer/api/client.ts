import type {
  Contract,
  Input,
  Output,
  ProcedureFailure,
  ProcedureName,
  SliceName,
} from '#shared/contract/index.ts'
import type { Result } from '#shared/domain/result.ts'
import { ApiError, type WireFailure } from './api-error.ts'
import { noteFailure } from './last-save.ts'
import type { PageTransport } from './page-transport.ts'

/** Names of the procedures that only read. */
export type QueryName = {
  [Name in ProcedureName]: KindOf<Name> extends 'query' ? Name : never
}[ProcedureName]

/** Names of the procedures that change something. */
export type CommandName = Exclude<ProcedureName, QueryName>

type KindOf<Name extends ProcedureName> = Name extends `${infer S extends SliceName}.${infer P}`
  ? P extends keyof Contract[S]
    ? Contract[S][P] extends { readonly kind: infer Kind }
      ? Kind
      : never
    : never
  : never

type NameOf<S extends SliceName, P> = `${S}.${P & string}` & ProcedureName

/** The typed client: `api.contacts.list(input)` answers the output or throws an `ApiError`. */
export type Client = {
  readonly [S in SliceName]: {
    readonly [P in keyof Contract[S]]: (input: Input<NameOf<S, P>>) => Promise<Output<NameOf<S, P>>>
  }
}

let transport: PageTransport | undefined

/** Chooses the wire; called once before the first component. */
export const connectClient = (wire: PageTransport): void => {
  transport = wire
}

/** The wire in use, for files and events. */
export const currentTransport = (): PageTransport => {
  if (transport === undefined) throw new Error('the client is not connected')
  return transport
}

/** Calls a procedure and answers its output; throws an `ApiError` for every failure. */
export const call = async <Name extends ProcedureName>(
  name: Name,
  input: Input<Name>,
): Promise<Output<Name>> => {
  const reply = await currentTransport().call(name, input)
  if (!reply.ok) {
    noteFailure(reply.error.code)
    throw new ApiError(name, reply.error)
  }
  // The host's answers are checked against the contract by the contract suite.
  return reply.value as Output<Name>
}

/** Calls a procedure and answers a result, for callers who expect its failures. */
export const attempt = async <Name extends ProcedureName>(
  name: Name,
  input: Input<Name>,
): Promise<Result<Output<Name>, ProcedureFailure<Name> | WireFailure>> => {
  const reply = await currentTransport().call(name, input)
  // The host's answers and failures are checked against the contract by the contract suite.
  if (reply.ok) return { ok: true, value: reply.value as Output<Name> }
  const { code, data } = reply.error
  noteFailure(code)
  // As above.
  return { ok: false, error: { code, data: data ?? {} } as ProcedureFailure<Name> | WireFailure }
}

const callByName = (name: string, input: unknown): Promise<unknown> =>
  // The type of `api` admits only names of the contract, each with its own input.
  call<'app.status'>(name as 'app.status', input as Input<'app.status'>)

const sliceProxy = (slice: string): object =>
  new Proxy(
    {},
    {
      get: (_target, procedure) => (input: unknown) =>
        callByName(`${slice}.${String(procedure)}`, input),
    },
  )

/** Every procedure of the contract as a function. */
export const api: Client = new Proxy(
  {},
  { get: (_target, slice) => sliceProxy(String(slice)) },
  // The proxy answers to every name; the type admits those of the contract.
) as Client
