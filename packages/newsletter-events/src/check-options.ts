/** Begins with the name of the option; false if there is no problem. */
export type Fault = string | false | undefined;

/** @throws one error that lists all of them. */
export function refuse(faults: readonly Fault[]): void {
  const words = faults.filter((one) => typeof one === 'string');
  if (words.length > 0) throw new TypeError(`${words.join('. ')}.`);
}
