import { moment } from "../access/time.ts";
import type { BudgetWarning } from "../views/budgets.ts";
import { budgetWords } from "../views/budgetWords.ts";

/** That this annotator has seen most of what one may see for now. */
export function BudgetNotice({ budget }: { budget: BudgetWarning }) {
  return (
    <p role="status" className="notice ask">
      {budgetWords.warning(budget, moment(budget.frees))}
    </p>
  );
}
