/** Puts a broken method in place of one of the product's while `work` runs. */
export const broken = async <T>(
  [owner, name, method]: readonly [object, string, (this: never, ...values: never[]) => unknown],
  work: () => Promise<T>,
): Promise<T> => {
  const whole: unknown = Reflect.get(owner, name)
  // Without it nothing would be broken, and the suite fail for another reason or not at all.
  if (typeof whole !== 'function') throw new Error(`the product has no method ${name}`)
  Reflect.set(owner, name, method)
  try {
    return await work()
  } finally {
    Reflect.set(owner, name, whole)
  }
}
