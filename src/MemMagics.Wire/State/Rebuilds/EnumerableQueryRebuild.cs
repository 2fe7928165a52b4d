using System.Linq.Expressions;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A query made with <c>AsQueryable</c>: its source, or the expression that it compiles when it is enumerated, without what it has compiled so far.</summary>
public sealed class EnumerableQueryRebuild<T> : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists];

    public override bool HasBlank => true;

    public override object?[] TakeApart(object value)
    {
        var expression = ((IQueryable)value).Expression;
        var isSource = expression is ConstantExpression { Value: { } inside } && ReferenceEquals(inside, value);
        return [expression, isSource ? Members.Field(value, typeof(EnumerableQuery<T>), "_enumerable") : null];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        Members.SetField(blank!, typeof(EnumerableQuery<T>), "_expression", parts[0]);
        Members.SetField(blank!, typeof(EnumerableQuery<T>), "_enumerable", parts[1]);
        return blank!;
    }
}
