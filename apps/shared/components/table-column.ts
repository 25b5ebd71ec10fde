/** The head of one column; `hidden` heads are for people who listen to the table. */
export interface TableColumn {
  readonly label: string;
  readonly numeric?: boolean;
  readonly hidden?: boolean;
}
