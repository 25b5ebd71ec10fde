/**
 * The head of one column; `hidden` heads are for people who listen to the table. Where there is little room (tablets, large type), `minor` columns give way:
 * their cells take the class `minor`, too.
 */
export interface TableColumn {
  readonly label: string;
  readonly numeric?: boolean;
  readonly hidden?: boolean;
  readonly minor?: boolean;
}
