// Items of header, type, a reference and an int with its padding; their names of 8 characters; the rest is the serializer's.
// #!memit Load(100)
using System.Text.Json;
class Item { public string Name { get; set; } public int Id { get; set; } }
var json = JsonSerializer.Serialize(Enumerable.Range(100, 100).Select(i => new Item { Name = $"item {i}", Id = i }).ToArray());
int Load(int n)
{
    var items = JsonSerializer.Deserialize<List<Item>>(json); //= 100x Item 3,200 B; 1x List<Item> 32 B; ...
    return items.Count;
}
