/** The head of a table: what its columns hold, in their order. */
export function Columns({ of }: { of: Readonly<Record<string, string>> }) {
  return (
    <thead>
      <tr>
        {Object.entries(of).map(([name, text]) => (
          <th key={name} scope="col">
            {text}
          </th>
        ))}
      </tr>
    </thead>
  );
}
