/** How somebody at the counter puts their name under what staff tick for them. */
export interface Signature {
  readonly by: string;
  readonly on: 'paper' | 'pad';
  readonly reference: string;
}

export const UNSIGNED: Signature = { by: '', on: 'paper', reference: '' };

export const isSigned = ({ by }: Signature): boolean => by.trim() !== '';

/** As the API takes it. */
export const signedBy = ({
  by,
  on,
  reference,
}: Signature): { by: string; on: 'paper' | 'pad'; reference?: string } => ({
  ...{ by: by.trim(), on },
  ...(reference.trim() !== '' && { reference: reference.trim() }),
});
