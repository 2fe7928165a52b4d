using Shop.Inventory.Reports;
using Shop.Inventory.Stock;

var shelf = Shelf.Load(Path.Combine(AppContext.BaseDirectory, "stock.txt"));
foreach (var argument in args)
    shelf.Add(argument, 1);

Console.WriteLine(new Summary(shelf).Text());
return shelf.Count;
