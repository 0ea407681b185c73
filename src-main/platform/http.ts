/**
 * Node's HTTP, loaded without what nobody here uses.
 *
 * To import a module of Node is to read every name it has, and one name of `node:http` loads a
 * whole client of the web; asked for this way, only what is read is loaded.
 */
export const { createServer, request } = process.getBuiltinModule('node:http')
