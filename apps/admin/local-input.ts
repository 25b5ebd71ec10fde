/** An instant as the browser's `datetime-local` input takes it: the reader's own zone, to the minute. */
const two = (value: number): string => String(value).padStart(2, '0');

export function localInput(at: string): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
